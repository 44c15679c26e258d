/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int amount_placeholder;
