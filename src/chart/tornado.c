/* SPDX-License-Identifier: MIT */
/*
 * tornado: how far each uncertain deal swings the total.
 */
#include "chart.h"

bool tornado_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'tornado' is not drawn yet");
}
