/* SPDX-License-Identifier: MIT */
/*
 * exposure: what each party takes in and pays out.
 */
#include "chart.h"

bool exposure_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'exposure' is not drawn yet");
}
