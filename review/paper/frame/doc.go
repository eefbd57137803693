// Package frame is what every paper of the scheme has in common: the fonts and the way dates are written ([Stock]), what the scheme says
// of itself ([Profile]), styles and fixed words, head and foot of the page, and the finished [Document].
//
// A paper is begun with [Stock.Begin], filled through [Paper], and finished with [Paper.Finish]. Nothing here knows what a paper says.
package frame
