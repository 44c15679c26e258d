/* SPDX-License-Identifier: MIT */
/*
 * deal card: one deal in depth.
 */
#include "chart.h"

bool deal_card_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'deal' is not drawn yet");
}
