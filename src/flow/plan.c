/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int plan_placeholder;
