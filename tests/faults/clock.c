/* The clock of the day, moved by the seconds that stand in the file CLOCK_OFFSET_FILE; loaded before the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long long offset(void) {
    static const char *path;
    long long seconds = 0;
    FILE *file;
    if (!path && !(path = getenv("CLOCK_OFFSET_FILE"))) return 0;
    if (!(file = fopen(path, "r"))) return 0;
    if (fscanf(file, "%lld", &seconds) != 1) seconds = 0;
    fclose(file);
    return seconds;
}

int clock_gettime(clockid_t id, struct timespec *t) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(id, t);
    if (!done && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) t->tv_sec += offset();
    return done;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone) {
    (void)zone;
    struct timespec now;
    int done = clock_gettime(CLOCK_REALTIME, &now);
    if (!done && t) { t->tv_sec = now.tv_sec; t->tv_usec = now.tv_nsec / 1000; }
    return done;
}

time_t time(time_t *t) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
    if (t) *t = now.tv_sec;
    return now.tv_sec;
}
