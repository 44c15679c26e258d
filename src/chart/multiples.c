/* SPDX-License-Identifier: MIT */
/*
 * multiples: values as multiples of a metric.
 */
#include "chart.h"

bool multiples_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'multiples' is not drawn yet");
}
