// The floor of `earnest draw run`: the same table from the same file, with nothing checked. See docs/benchmarks.md.
// cc -O3 -msha -msse4.1 -o draw draw.c;  ./draw FRAME ID-COLUMN STRATUM-COLUMN SEED NUMERATOR DENOMINATOR
#include <fcntl.h>
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static const uint32_t K[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
    0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
static const uint32_t INITIAL[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static void compress(uint32_t state[8], const uint8_t *block) {
    const __m128i turn = _mm_set_epi64x(0x0c0d0e0f08090a0bULL, 0x0405060700010203ULL);
    __m128i t = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
    __m128i s1 = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
    __m128i s0 = _mm_alignr_epi8(t, s1, 8);
    s1 = _mm_blend_epi16(s1, t, 0xF0);
    const __m128i b0 = s0, b1 = s1;
    __m128i w[4];
    for (int i = 0; i < 4; i++) w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 16 * i)), turn);
    for (int r = 0; r < 16; r++) {
        __m128i m = _mm_add_epi32(w[r & 3], _mm_load_si128((const __m128i *)(K + 4 * r)));
        s1 = _mm_sha256rnds2_epu32(s1, s0, m);
        s0 = _mm_sha256rnds2_epu32(s0, s1, _mm_shuffle_epi32(m, 0x0E));
        if (r < 12) {
            __m128i x = _mm_sha256msg1_epu32(w[r & 3], w[(r + 1) & 3]);
            x = _mm_add_epi32(x, _mm_alignr_epi8(w[(r + 3) & 3], w[(r + 2) & 3], 4));
            w[r & 3] = _mm_sha256msg2_epu32(x, w[(r + 3) & 3]);
        }
    }
    s0 = _mm_add_epi32(s0, b0);
    s1 = _mm_add_epi32(s1, b1);
    t = _mm_shuffle_epi32(s0, 0x1B);
    s1 = _mm_shuffle_epi32(s1, 0xB1);
    s0 = _mm_blend_epi16(t, s1, 0xF0);
    s1 = _mm_alignr_epi8(s1, t, 8);
    _mm_storeu_si128((__m128i *)state, s0);
    _mm_storeu_si128((__m128i *)(state + 4), s1);
}

// One block with its padding; `before` bytes stand before it.
static void last(uint32_t state[8], const char *text, size_t length, size_t before) {
    uint8_t block[64] = {0};
    memcpy(block, text, length);
    block[length] = 0x80;
    uint64_t bits = (before + length) * 8;
    for (int i = 0; i < 8; i++) block[63 - i] = bits >> (8 * i);
    compress(state, block);
}

static uint32_t remainder9(uint32_t *words) {  // divides by 10^9
    uint64_t rest = 0;
    for (int i = 0; i < 8; i++) {
        rest = rest << 32 | words[i];
        words[i] = rest / 1000000000;
        rest %= 1000000000;
    }
    return rest;
}

static uint32_t turned(uint32_t nine) {  // nine digits, the last first
    uint32_t out = 0;
    for (int i = 0; i < 9; i++, nine /= 10) out = out * 10 + nine % 10;
    return out;
}

static void ticket(const uint32_t *digest, char *out) {  // "0." and the digits reversed, at least 64
    uint32_t words[8];
    memcpy(words, digest, sizeof words);
    char *p = out + 2;
    memcpy(out, "0.", 2);
    int digits = 0;
    for (int group = 0; group < 9; group++) {
        uint32_t nine = remainder9(words);
        for (int i = 0; i < 9; i++, nine /= 10) {
            *p++ = '0' + nine % 10;
            if (p[-1] != '0') digits = p - out - 2;
        }
    }
    out[2 + (digits < 64 ? 64 : digits)] = 0;
}

typedef struct { const char *text; uint32_t length, stratum; } Entry;
typedef struct { const char *text; uint32_t length, count, from; } Stratum;
typedef struct { uint32_t key, entry, digest[8]; } Drawn;

static Entry *entries;
static Stratum *strata;

static int by_text(const char *a, uint32_t n, const char *b, uint32_t m) {
    int order = memcmp(a, b, n < m ? n : m);
    return order ? order : (int)n - (int)m;
}
static int by_name(const void *a, const void *b) {
    const Stratum *x = &strata[*(const uint32_t *)a], *y = &strata[*(const uint32_t *)b];
    return by_text(x->text, x->length, y->text, y->length);
}
static int by_key(const void *a, const void *b) {
    const Drawn *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    char s[96], t[96];
    ticket(x->digest, s);
    ticket(y->digest, t);
    return strcmp(s, t);
}

int main(int argc, char **argv) {
    if (argc != 7) return 2;
    int id_at = atoi(argv[2]), stratum_at = atoi(argv[3]);
    uint64_t num = atoll(argv[5]), den = atoll(argv[6]);
    int file = open(argv[1], O_RDONLY);
    struct stat about;
    if (file < 0 || fstat(file, &about)) return 1;
    const char *text = mmap(0, about.st_size, PROT_READ, MAP_PRIVATE, file, 0), *end = text + about.st_size;
    size_t room = 1 << 20, many = 0, groups = 0;
    entries = malloc(room * sizeof *entries);
    size_t slots = 1 << 16;
    uint32_t *table = calloc(slots, sizeof *table);
    strata = malloc(slots * sizeof *strata);
    for (const char *p = memchr(text, '\n', end - text) + 1; p < end;) {
        const char *stop = memchr(p, '\n', end - p), *fields[13];
        if (!stop) stop = end;
        int count = 0;
        fields[count++] = p;
        for (const char *q = p; q < stop && count < 12; q++)
            if (*q == ',') fields[count++] = q + 1;
        fields[count] = stop + 1;
        const char *name = fields[stratum_at];
        uint32_t length = fields[stratum_at + 1] - 1 - name;
        uint64_t hash = 0xcbf29ce484222325ULL;
        for (uint32_t i = 0; i < length; i++) hash = (hash ^ (uint8_t)name[i]) * 0x100000001b3ULL;
        size_t slot = hash & (slots - 1);
        while (table[slot] && by_text(strata[table[slot] - 1].text, strata[table[slot] - 1].length, name, length))
            slot = (slot + 1) & (slots - 1);
        if (!table[slot]) {
            strata[groups] = (Stratum){name, length, 0, 0};
            table[slot] = ++groups;
        }
        if (many == room) entries = realloc(entries, (room *= 2) * sizeof *entries);
        strata[table[slot] - 1].count++;
        entries[many++] = (Entry){fields[id_at], fields[id_at + 1] - 1 - fields[id_at], table[slot] - 1};
        p = stop + 1;
    }
    uint32_t seed[8], after[8], *order = malloc(groups * sizeof *order), *grouped = malloc(many * sizeof *grouped);
    memcpy(seed, INITIAL, 32);
    memcpy(after, INITIAL, 32);
    last(seed, argv[4], strlen(argv[4]), 0);
    char hex[65];
    for (int i = 0; i < 8; i++) sprintf(hex + 8 * i, "%08x", seed[i]);
    compress(after, (const uint8_t *)hex);
    for (uint32_t g = 0; g < groups; g++) order[g] = g;
    qsort(order, groups, sizeof *order, by_name);
    for (uint32_t g = 0, at = 0; g < groups; g++) strata[order[g]].from = at, at += strata[order[g]].count;
    uint32_t *next = malloc(groups * sizeof *next);
    for (uint32_t g = 0; g < groups; g++) next[g] = strata[g].from;
    for (uint32_t e = 0; e < many; e++) grouped[next[entries[e].stratum]++] = e;
    Drawn *drawn = malloc(many * sizeof *drawn);
    setvbuf(stdout, malloc(1 << 16), _IOFBF, 1 << 16);
    puts("stratum,order,id,ticket");
    for (uint32_t g = 0; g < groups; g++) {
        const Stratum *stratum = &strata[order[g]];
        uint64_t quota = (num * stratum->count + den - 1) / den, wanted = quota;
        while (wanted * wanted > 0 && (wanted - quota) * (wanted - quota) < 9 * quota) wanted++;
        for (uint32_t found = 0;; wanted *= 2) {
            uint64_t limit = (uint64_t)((unsigned __int128)(wanted + 2) * 1000000000 / stratum->count);
            found = 0;
            for (uint32_t i = 0; i < stratum->count; i++) {
                const Entry *entry = &entries[grouped[stratum->from + i]];
                Drawn *one = &drawn[found];
                memcpy(one->digest, after, 32);
                last(one->digest, entry->text, entry->length, 64);
                uint64_t rest = 0;
                for (int w = 0; w < 8; w++) rest = (rest << 32 | one->digest[w]) % 1000000000;
                one->key = turned(rest);
                one->entry = grouped[stratum->from + i];
                if (one->key <= limit) found++;
            }
            if (found < quota) continue;
            qsort(drawn, found, sizeof *drawn, by_key);
            break;
        }
        for (uint32_t i = 0; i < quota; i++) {
            char number[96];
            ticket(drawn[i].digest, number);
            const Entry *entry = &entries[drawn[i].entry];
            fwrite(stratum->text, 1, stratum->length, stdout);
            printf(",%u,", i + 1);
            fwrite(entry->text, 1, entry->length, stdout);
            putchar_unlocked(',');
            fputs(number, stdout);
            putchar_unlocked('\n');
        }
    }
    return 0;
}
