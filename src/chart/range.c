/* SPDX-License-Identifier: MIT */
/*
 * range: what is said of one amount, from low to high.
 */
#include "chart.h"

bool range_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'range' is not drawn yet");
}
