/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int template_placeholder;
