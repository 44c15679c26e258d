/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int scene_placeholder;
