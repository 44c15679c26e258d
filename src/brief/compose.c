/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int compose_placeholder;
