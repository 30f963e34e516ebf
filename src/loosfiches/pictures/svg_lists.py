"""What a drawing (SVG) may hold: elements, attributes, CSS properties and functions. Nothing else is published."""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
#: Elements of other namespaces are left out, as no browser draws them; those of these two are drawn, and run.
DRAWN_ELSEWHERE = frozenset({"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"})

ELEMENTS = frozenset({
    "svg", "g", "defs", "title", "desc", "style", "switch", "symbol",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image",
    "text", "tspan", "textPath",
    "linearGradient", "radialGradient", "stop", "pattern", "marker", "mask", "clipPath",
    "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feDropShadow", "feFlood", "feFuncA",
    "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset",
})  # fmt: skip
#: Notes of drawing programs about the drawing, left out with all they hold.
NOTES = frozenset({"metadata"})

#: Attributes that lead nowhere whatever they say.
ATTRIBUTES = frozenset({
    "id", "class", "lang", "role", "version", "viewBox", "preserveAspectRatio", "focusable", "aria-hidden",
    "aria-label", "aria-labelledby", "aria-describedby", "aria-roledescription",
    "d", "pathLength", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr",
    "width", "height", "dx", "dy", "rotate", "textLength", "lengthAdjust", "startOffset", "method", "spacing", "side",
    "gradientUnits", "spreadMethod", "offset", "patternUnits", "patternContentUnits", "clipPathUnits", "maskUnits",
    "maskContentUnits", "markerUnits", "markerWidth", "markerHeight", "refX", "refY", "orient", "type", "media",
    "filterUnits", "primitiveUnits", "in", "in2", "result", "mode", "values", "stdDeviation", "edgeMode", "operator",
    "k1", "k2", "k3", "k4", "radius", "tableValues", "slope", "intercept", "amplitude", "exponent",
})  # fmt: skip

#: What an attribute of its name or a style sheet may set.
PROPERTIES = frozenset({
    "alignment-baseline", "baseline-shift", "clip", "clip-path", "clip-rule", "color", "color-interpolation",
    "color-interpolation-filters", "color-rendering", "cursor", "direction", "display", "dominant-baseline",
    "enable-background", "fill", "fill-opacity", "fill-rule", "filter", "flood-color", "flood-opacity", "font",
    "font-family", "font-feature-settings", "font-kerning", "font-size", "font-size-adjust", "font-stretch",
    "font-style", "font-variant", "font-variant-caps", "font-variant-ligatures", "font-variant-numeric",
    "font-weight", "image-rendering", "isolation", "letter-spacing", "line-height", "marker", "marker-end",
    "marker-mid", "marker-start", "mask", "mask-type", "mix-blend-mode", "opacity", "overflow", "paint-order",
    "pointer-events", "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "text-align", "text-anchor", "text-decoration", "text-decoration-color", "text-decoration-line",
    "text-decoration-style", "text-indent", "text-overflow", "text-rendering", "text-transform", "transform",
    "transform-box", "transform-origin", "unicode-bidi", "vector-effect", "visibility", "white-space", "word-spacing",
    "writing-mode", "x", "y", "cx", "cy", "r", "rx", "ry", "width", "height", "d",
})  # fmt: skip
#: Attributes that say what properties say, under another name.
TRANSFORMS = frozenset({"gradientTransform", "patternTransform"})

#: `url` is looked at apart.
FUNCTIONS = frozenset({
    "rgb", "rgba", "device-cmyk", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "calc", "min", "max", "clamp",
    "matrix", "translate", "translatex", "translatey", "scale", "scalex", "scaley", "rotate", "skewx", "skewy",
    "blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate",
    "sepia", "inset", "circle", "ellipse", "polygon", "path", "rect",
})  # fmt: skip
#: Selectors of a style sheet may use these.
PSEUDO = frozenset({"first-child", "last-child", "nth-child", "not", "root", "first-of-type", "last-of-type"})

#: Definitions drawn again at each use: one that calls another would draw without end, or nearly.
REPEATED = frozenset({"pattern", "marker", "mask", "clipPath", "symbol", "filter"})
#: Elements that may take up another of the drawing by its name.
HEIRS = frozenset({"linearGradient", "radialGradient", "pattern", "filter", "textPath"})
