/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int flows_placeholder;
