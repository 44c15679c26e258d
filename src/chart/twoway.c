/* SPDX-License-Identifier: MIT */
/*
 * twoway: capital one way, commerce back: a row for each pair of parties.
 */
#include "chart.h"

bool twoway_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'twoway' is not drawn yet");
}
