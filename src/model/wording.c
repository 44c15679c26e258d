/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int wording_placeholder;
