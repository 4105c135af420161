/*
 * A disk that fails when it is asked to. Preloaded into a process (LD_PRELOAD), it counts the calls that change something
 * on files and folders below FAULT_UNDER, and the calls that read them, and lets the n-th fail. What fails and how far the
 * counting has come stands in the file FAULT_CONTROL, which a test may write while the process runs; see `control.ts`.
 * Children started with an empty environment get it too.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, ONCE, FROM_THERE_ON };
enum { WRITES, READS };

/* The layout of the control file. */
struct control {
  _Atomic int mode, nth, error, kind;
  _Atomic int counted[2];
  _Atomic int failed;
  int unused[9];
  char first[960]; /* The call that failed first, and its path. */
};

#define MOST_FDS 65536
static struct control *control;
static char under[PATH_MAX];
static size_t under_length;
static char settings[3][PATH_MAX + 32];
static _Atomic char is_ours[MOST_FDS];
static _Atomic char is_begun;

__attribute__((constructor)) static void begin(void) {
  if (atomic_exchange(&is_begun, 1)) return;
  const char *folder = getenv("FAULT_UNDER"), *file = getenv("FAULT_CONTROL"), *self = getenv("LD_PRELOAD");
  if (!folder || !file || !self) return;
  snprintf(settings[0], sizeof settings[0], "FAULT_UNDER=%s", folder);
  snprintf(settings[1], sizeof settings[1], "FAULT_CONTROL=%s", file);
  snprintf(settings[2], sizeof settings[2], "LD_PRELOAD=%s", self);
  under_length = strlen(folder);
  memcpy(under, folder, under_length + 1);
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int fd = real_open(file, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *place = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (place != MAP_FAILED) control = place;
}

static int below(int folder, const char *path) {
  if (!control || !path) return 0;
  char whole[PATH_MAX * 2];
  if (path[0] != '/') {
    char base[PATH_MAX];
    if (folder == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) return 0;
    } else {
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t length = readlink(link, base, sizeof base - 1);
      if (length < 0) return 0;
      base[length] = 0;
    }
    snprintf(whole, sizeof whole, "%s/%s", base, path);
    path = whole;
  }
  return strncmp(path, under, under_length) == 0 && (path[under_length] == '/' || path[under_length] == 0);
}

/* A number that was closed by a call of its own to the kernel may be a socket by now. */
static int ours(int fd) {
  if (!control || fd < 0 || fd >= MOST_FDS || !is_ours[fd]) return 0;
  char link[64], name[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, sizeof name - 1);
  name[length < 0 ? 0 : length] = 0;
  if (name[0] == '/' && below(AT_FDCWD, name)) return 1;
  is_ours[fd] = 0;
  return 0;
}

/* A full disk still lets go of things. */
static int frees(const char *call) {
  return !strncmp(call, "unlink", 6) || !strncmp(call, "rmdir", 5) || !strncmp(call, "chmod", 5) || !strncmp(call, "truncate", 8);
}

/* Counts the call; true when it is to fail, with errno set. */
static int fails(int kind, const char *call, const char *path, int fd) {
  int number = atomic_fetch_add(&control->counted[kind], 1) + 1;
  int mode = control->mode;
  if (mode == OFF || control->kind != kind || number < control->nth) return 0;
  int error = control->error;
  if ((error == ENOSPC || error == EDQUOT) && frees(call)) return 0;
  if (mode == ONCE) {
    int none = 0;
    if (!atomic_compare_exchange_strong(&control->failed, &none, 1)) return 0;
  } else if (atomic_fetch_add(&control->failed, 1) > 0) {
    errno = error;
    return 1;
  }
  char name[PATH_MAX] = "";
  if (!path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, name, sizeof name - 1);
    name[length < 0 ? 0 : length] = 0;
    path = name;
  }
  snprintf(control->first, sizeof control->first, "%s %.940s", call, path);
  errno = error;
  return 1;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int opened(int fd, int is_below) {
  if (fd >= 0 && fd < MOST_FDS) is_ours[fd] = (char)is_below;
  return fd;
}

#define CHANGES(flags) (((flags)&O_ACCMODE) != O_RDONLY || ((flags) & (O_CREAT | O_TRUNC)))
#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | __O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }
#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    MODE_OF(flags) \
    int is_below = below(AT_FDCWD, path); \
    if (is_below && fails(CHANGES(flags) ? WRITES : READS, "open", path, -1)) return -1; \
    return opened(real(path, flags, mode), is_below); \
  }
#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(name); \
    MODE_OF(flags) \
    int is_below = below(folder, path); \
    if (is_below && fails(CHANGES(flags) ? WRITES : READS, "open", path, -1)) return -1; \
    return opened(real(folder, path, flags, mode), is_below); \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
  REAL(close);
  if (fd >= 0 && fd < MOST_FDS) is_ours[fd] = 0;
  return real(fd);
}

/* What a file has already needs no room. */
static int grows(int fd, __off64_t end) {
  struct stat found;
  return fstat(fd, &found) == 0 && end > found.st_size;
}

/* A disk that is full takes what still fits: the first call that fails writes a half; at a place in a file whole pages. */
#define PAGE 4096
static int takes_half(size_t bytes) {
  return control->mode == FROM_THERE_ON && control->failed == 1 && control->error == ENOSPC && bytes > 1;
}

ssize_t write(int fd, const void *from, size_t bytes) {
  REAL(write);
  if (ours(fd) && fails(WRITES, "write", NULL, fd)) {
    if (takes_half(bytes)) return real(fd, from, bytes / 2);
    return -1;
  }
  return real(fd, from, bytes);
}
#define PWRITE(name) \
  ssize_t name(int fd, const void *from, size_t bytes, __off64_t at) { \
    static ssize_t (*real)(int, const void *, size_t, __off64_t); \
    if (!real) real = dlsym(RTLD_NEXT, #name); \
    if (ours(fd) && fails(WRITES, "pwrite", NULL, fd)) { \
      size_t half = bytes / 2 / PAGE * PAGE; \
      if (half > 0 && grows(fd, at + (__off64_t)bytes) && takes_half(bytes)) return real(fd, from, half, at); \
      return -1; \
    } \
    return real(fd, from, bytes, at); \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

#define FD_CALL(type, name, kind, call, parameters, arguments) \
  type name parameters { \
    static type(*real) parameters; \
    if (!real) real = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
    if (ours(fd) && fails(kind, call, NULL, fd)) return -1; \
    return real arguments; \
  }
FD_CALL(ssize_t, writev, WRITES, "writev", (int fd, const struct iovec *v, int n), (fd, v, n))
FD_CALL(ssize_t, pwritev, WRITES, "pwritev", (int fd, const struct iovec *v, int n, __off64_t at), (fd, v, n, at))
FD_CALL(ssize_t, pwritev64, WRITES, "pwritev", (int fd, const struct iovec *v, int n, __off64_t at), (fd, v, n, at))
FD_CALL(int, fsync, WRITES, "fsync", (int fd), (fd))
FD_CALL(int, fdatasync, WRITES, "fdatasync", (int fd), (fd))
FD_CALL(int, ftruncate, WRITES, "truncate", (int fd, __off64_t length), (fd, length))
FD_CALL(int, ftruncate64, WRITES, "truncate", (int fd, __off64_t length), (fd, length))
FD_CALL(int, fallocate, WRITES, "fallocate", (int fd, int how, __off64_t at, __off64_t length), (fd, how, at, length))
FD_CALL(int, fallocate64, WRITES, "fallocate", (int fd, int how, __off64_t at, __off64_t length), (fd, how, at, length))
FD_CALL(int, fchmod, WRITES, "chmod", (int fd, mode_t mode), (fd, mode))
FD_CALL(ssize_t, read, READS, "read", (int fd, void *to, size_t bytes), (fd, to, bytes))
FD_CALL(ssize_t, readv, READS, "readv", (int fd, const struct iovec *v, int n), (fd, v, n))
FD_CALL(ssize_t, pread, READS, "pread", (int fd, void *to, size_t bytes, __off64_t at), (fd, to, bytes, at))
FD_CALL(ssize_t, pread64, READS, "pread", (int fd, void *to, size_t bytes, __off64_t at), (fd, to, bytes, at))
FD_CALL(ssize_t, preadv, READS, "preadv", (int fd, const struct iovec *v, int n, __off64_t at), (fd, v, n, at))
FD_CALL(ssize_t, preadv64, READS, "preadv", (int fd, const struct iovec *v, int n, __off64_t at), (fd, v, n, at))

#define PATH_CALL(name, call, parameters, arguments) \
  int name parameters { \
    static int(*real) parameters; \
    if (!real) real = (int(*) parameters)dlsym(RTLD_NEXT, #name); \
    if (below(AT_FDCWD, path) && fails(WRITES, call, path, -1)) return -1; \
    return real arguments; \
  }

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  /* What is there already is said to be there, whatever the disk takes. */
  if (below(AT_FDCWD, path) && access(path, F_OK) != 0 && fails(WRITES, "mkdir", path, -1)) return -1;
  return real(path, mode);
}

PATH_CALL(rmdir, "rmdir", (const char *path), (path))
PATH_CALL(unlink, "unlink", (const char *path), (path))
PATH_CALL(remove, "unlink", (const char *path), (path))
PATH_CALL(chmod, "chmod", (const char *path, mode_t mode), (path, mode))
PATH_CALL(truncate, "truncate", (const char *path, __off64_t length), (path, length))
PATH_CALL(rename, "rename", (const char *path, const char *to), (path, to))
PATH_CALL(link, "link", (const char *path, const char *to), (path, to))
PATH_CALL(symlink, "symlink", (const char *to, const char *path), (to, path))

/* mkdtemp calls mkdir inside the C library, where nothing is preloaded. */
char *mkdtemp(char *path) {
  REAL(mkdtemp);
  if (below(AT_FDCWD, path) && fails(WRITES, "mkdir", path, -1)) return NULL;
  return real(path);
}

extern char **environ;

/* The reader of reports is started with an empty environment. */
int execvp(const char *file, char *const arguments[]) {
  REAL(execvp);
  static char *fuller[512];
  int length = 0;
  for (char **entry = environ; entry && *entry && length < 500; entry++)
    if (strncmp(*entry, "LD_PRELOAD=", 11) && strncmp(*entry, "FAULT_", 6)) fuller[length++] = *entry;
  for (int index = 0; control && index < 3; index++) fuller[length++] = settings[index];
  fuller[length] = NULL;
  environ = fuller;
  return real(file, arguments);
}
