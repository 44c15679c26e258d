/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int date_placeholder;
