/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int json_placeholder;
