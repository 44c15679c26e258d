/* SPDX-License-Identifier: MIT */
/*
 * schedule: commitments by calendar year, stacked.
 */
#include "chart.h"

bool schedule_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'schedule' is not drawn yet");
}
