/* SPDX-License-Identifier: MIT */
/*
 * How the time of a run grows with its dataset. Shapes in which something hangs from something else n deep,
 * or n things from one: eight times as many may take twenty-four times as long, with a tenth of a second on
 * top; a walk that starts anew for each of them takes sixty-four times as long.
 */
#include "support.h"

#include "process.h"
#include "str.h"

#include <stdlib.h>

enum { FEW = 4000, TIMES = 8, RUNS = 2, SECONDS_MOST = 20 };

enum shape { PARENTS, PARTS, RING, HUB, HUB_PAYS, SPARSE, WARNINGS, SHAPE_COUNT };

static const char *const names[] = {"parents of parents", "parts of parts", "a ring", "a hub",
    "a hub that pays back", "few deals among many", "warnings"};

/* Of deal i among `count` parties; half as many where deals are few among many: two for each. */
static void ends_find(enum shape shape, int i, int count, int *from, int *to)
{
    *from = 0, *to = 1;
    switch (shape) {
    case PARENTS:
    case RING:
        *from = i, *to = (i + 1) % count;
        break;
    case HUB:
        *from = i, *to = !i;
        break;
    case HUB_PAYS:
        *from = i % 2 ? 0 : 1 + i / 2, *to = i % 2 ? 1 + i / 2 : 0;
        break;
    case SPARSE: /* multiplied by primes and folded, so that they lie as by chance */
        *from = (int)((unsigned)i * 2654435761u % 1000003u % (unsigned)(count / 2));
        *to = (int)((unsigned)i * 2246822519u % 999983u % (unsigned)(count / 2));
        *to = *to == *from ? (*to + 1) % (count / 2) : *to;
        break;
    default:
        break;
    }
}

static void deal_write(struct str *out, enum shape shape, int i, int count)
{
    int from, to;
    ends_find(shape, i, count, &from, &to);
    str_printf(out,
        "%s\n{\"id\":\"d%d\",\"type\":\"services\",\"from\":\"p%d\",\"to\":\"p%d\",\"amount\":\"$%dM\","
        "\"status\":\"%s\",\"sources\":\"s\"",
        i ? "," : "", i, from, to, shape == RING ? 100 + i % 7 : 2 * count - i,
        shape == WARNINGS ? "signed" : "closed");
    if (shape == PARTS && i)
        str_printf(out, ",\"part_of\":\"d%d\"", i - 1);
    str_char(out, '}');
}

static struct bytes dataset_make(struct arena *arena, enum shape shape, int count)
{
    struct str out = str_init(arena);
    str_append(&out, "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"sources\":[{\"id\":\"s\",\"publisher\":"
                     "\"S\"}],\"parties\":[");
    for (int i = 0; i < count; i++) {
        str_printf(&out, "%s\n{\"id\":\"p%d\",\"name\":\"Company %d\"", i ? "," : "", i, i);
        if (shape == PARENTS && i)
            str_printf(&out, ",\"parent\":\"p%d\"", i - 1);
        str_char(&out, '}');
    }
    str_append(&out, "],\"deals\":[");
    for (int i = 0; i < count; i++)
        deal_write(&out, shape, i, count);
    str_append(&out, "]}\n");
    return (struct bytes){(const unsigned char *)str_text(&out), out.length};
}

/* The least of some runs: what else the machine does can only add to it. */
static double seconds_of(struct arena *arena, enum shape shape, int count)
{
    const char *arguments[] = {getenv("DEALBRIEF_PROGRAM"), "facts", "-q", "-", "-o", "/dev/null", NULL};
    struct process_options options = {.input = dataset_make(arena, shape, count)};
    double least = 0;
    for (int run = 0; run < RUNS; run++) {
        struct process_result result = process_run(arena, arguments, &options);
        assert_int_equal(result.exit_code, 0);
        const struct rusage *usage = &result.usage;
        double seconds = (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
                         (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
        least = !run || seconds < least ? seconds : least;
    }
    return least;
}

static void test_growth(void **state)
{
    (void)state;
    for (int shape = 0; shape < SHAPE_COUNT; shape++) {
        struct arena *arena = arena_create();
        double few = seconds_of(arena, (enum shape)shape, FEW),
               many = seconds_of(arena, (enum shape)shape, FEW * TIMES);
        print_message("# %s: %d in %.3f s, %d in %.3f s\n", names[shape], FEW, few, FEW * TIMES, many);
        /* circuits among many take longer by nature: there the work is bounded, not its growth */
        double most = shape == SPARSE ? SECONDS_MOST : 3 * TIMES * few + 0.1;
        if (many > most)
            fail_msg("%s: %d take %.3f s, %d take %.3f s", names[shape], FEW, few, FEW * TIMES, many);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_growth)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
