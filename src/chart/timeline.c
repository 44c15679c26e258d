/* SPDX-License-Identifier: MIT */
/*
 * timeline: a bar for each deal from its start to its end.
 */
#include "chart.h"

bool timeline_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'timeline' is not drawn yet");
}
