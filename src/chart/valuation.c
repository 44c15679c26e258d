/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int valuation_placeholder;
