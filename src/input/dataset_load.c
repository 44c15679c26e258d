/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int dataset_load_placeholder;
