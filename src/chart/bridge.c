/* SPDX-License-Identifier: MIT */
/*
 * bridge: how one sum became another between two editions.
 */
#include "chart.h"

bool bridge_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'bridge' is not drawn yet");
}
