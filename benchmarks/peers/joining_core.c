/* One month of the joining core, thinned and fused: what the same rules cost without an interpreter.
   Who decides is written down first and acts afterwards; counts along ties change only with those who act. */

#include <math.h>
#include <stdint.h>

typedef struct {
    double spontaneous, word_of_mouth, endorsement;
    double base, benefit, norm, trust, meetings, endorsed, progress, cost, norm_half, norm_exponent, revision;
    double share_eur, full_attendance;
    int64_t norm_is_linear;
} Weights;

typedef struct {
    int64_t n;
    const int32_t *indptr, *indices;
    const double *strength, *total_strength;
    const double *benefit, *trust, *attended, *endorsing, *willingness_eur, *inclination;
    const uint8_t *never;
    uint8_t *aware, *joined;
    double *informed_ties, *joined_strength;
    int64_t *acting;
} Town;

static double norm_of(double share, const Weights *w)
{
    if (w->norm_is_linear) return share;
    double raised = w->norm_exponent == 1.0 ? share : pow(share, w->norm_exponent);
    return raised / (raised + pow(w->norm_half, w->norm_exponent));
}

static int64_t hear(Town *t, const Weights *w, const double *luck)
{
    int64_t acting = 0;
    for (int64_t i = 0; i < t->n; i++) {
        if (t->aware[i]) continue;
        double unheard = (1 - w->spontaneous) * pow(1 - w->word_of_mouth, t->informed_ties[i]);
        if (t->endorsing[i] > 0) unheard *= pow(1 - w->endorsement, t->endorsing[i]);
        if (luck[i] < 1 - unheard) t->acting[acting++] = i;
    }
    for (int64_t a = 0; a < acting; a++) {
        int64_t i = t->acting[a];
        t->aware[i] = 1;
        for (int32_t k = t->indptr[i]; k < t->indptr[i + 1]; k++) t->informed_ties[t->indices[k]] += 1;
    }
    return acting;
}

static int64_t join(Town *t, const Weights *w, const double *luck, double near)
{
    int64_t acting = 0;
    for (int64_t i = 0; i < t->n; i++) {
        if (luck[i] >= w->revision || !t->aware[i] || t->never[i] || t->joined[i]) continue;
        double share = t->joined_strength[i] / fmax(t->total_strength[i], 1.0);
        double utility = w->base + w->benefit * t->benefit[i] + w->norm * norm_of(share, w) + w->trust * (t->trust[i] - 0.5)
            + w->meetings * fmin(t->attended[i], w->full_attendance) / w->full_attendance + w->endorsed * (t->endorsing[i] > 0)
            + w->progress * (near - 0.5) - w->cost * w->share_eur / t->willingness_eur[i] + t->inclination[i];
        if (luck[i] < w->revision * 0.5 * (1 + tanh(0.5 * utility))) t->acting[acting++] = i;
    }
    for (int64_t a = 0; a < acting; a++) {
        int64_t i = t->acting[a];
        t->joined[i] = 1;
        for (int32_t k = t->indptr[i]; k < t->indptr[i + 1]; k++) t->joined_strength[t->indices[k]] += t->strength[k];
    }
    return acting;
}

/* Gives in `seen` how many have heard and how many have joined this month. */
#ifdef _WIN32
__declspec(dllexport)
#endif
void month(Town *t, const Weights *w, const double *hearing, const double *joining, double near, int64_t *seen)
{
    seen[0] = hear(t, w, hearing);
    seen[1] = join(t, w, joining, near);
}
