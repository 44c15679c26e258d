/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int dataset_check_placeholder;
