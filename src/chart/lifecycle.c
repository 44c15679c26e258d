/* SPDX-License-Identifier: MIT */
/*
 * lifecycle: how far each deal has come, from rumour to closing.
 */
#include "chart.h"

bool lifecycle_chart_make(const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    (void)request;
    (void)chart;
    return chart_no_data(context, NULL, "the figure 'lifecycle' is not drawn yet");
}
