package score

import "math"

// CRPSNormal returns the continuous ranked probability score of a normal
// forecast against outcome x, in the unit of x; lower is better, 0 is perfect.
//
//	CRPS = σ ( z (2 Φ(z) − 1) + 2 φ(z) − 1/√π ),  z = (x − μ) / σ
//
// sd = 0 is a forecast of one number and gives |x − mean|.
//
// Gneiting, Raftery, Westveld and Goldman (2005), Monthly Weather Review 133,
// eq. 5.
func CRPSNormal(mean, sd, x float64) float64 {
	if sd == 0 {
		return math.Abs(x - mean)
	}
	z := (x - mean) / sd
	density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
	return sd * (z*math.Erf(z/math.Sqrt2) + 2*density - 1/math.Sqrt(math.Pi))
}

// CRPSQuantiles approximates the continuous ranked probability score from
// quantiles: twice the quantile score, averaged over levels.
//
//	CRPS = 2 ∫ (1{x ≤ q(τ)} − τ) (q(τ) − x) dτ ≈ Σ_k w_k 2 (1{x ≤ q_k} − τ_k) (q_k − x)
//
// levels ascend strictly between 0 and 1, values has as many entries. Level k
// stands for the levels nearer to it than to its neighbours: w_k is their share,
// and the weights sum to 1. One level of 0.5 gives |x − median|.
//
// Gneiting and Raftery (2007), JASA 102(477), section 4.2 and 6; quantile form:
// Laio and Tamea (2007), Hydrology and Earth System Sciences 11, eq. 10.
func CRPSQuantiles(levels, values []float64, x float64) float64 {
	sum, from := 0.0, 0.0
	for k, tau := range levels {
		to := 1.0
		if k+1 < len(levels) {
			to = (tau + levels[k+1]) / 2
		}
		share := -tau
		if x <= values[k] {
			share = 1 - tau
		}
		sum += float64((to - from) * 2 * share * (values[k] - x))
		from = to
	}
	return sum
}

// normalQuantile returns how many standard deviations from the mean the quantile
// of level tau lies.
func normalQuantile(tau float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*tau) }
