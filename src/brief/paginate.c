/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int paginate_placeholder;
