// Package spatial forecasts where a decision on a scale is likely to land, from
// who wants what, with how much influence, and how much each cares.
//
// For a case call [Forecast]; for how positions might move on the way there,
// [Explain]. Without a case, [Mean] and [Median] need places and weights,
// [Election] utilities and weights, [Arena] and [Market] actors and issues.
//
// The forecast is the weighted mean of positions. Its intervals come from how
// far such forecasts were off, measured on decisions that are known, and not
// from the doubt about its inputs; that doubt is package montecarlo's business.
// Models that play bargaining round by round are here to explain, not to
// forecast: they erred more than the mean did.
//
// What was measured is legislation of the European Union that was decided. The
// package gives no probability that there will be a decision at all, and claims
// nothing for wars and summits.
package spatial
