// The type of `window.algomoSettings`, for applications that read or set it in TypeScript. Copy it into your project.

/** A signed token of the visitor: three parts of base64url with dots between them. */
type AlgomoToken = `${string}.${string}.${string}`;

/** What the widget reads when it starts. Each widget takes one of the two keys. */
type AlgomoSettings = { visitorToken: AlgomoToken } | { authToken: AlgomoToken };

interface Window {
  /** Absent for an anonymous visitor. It has to be set before the widget's loader runs. */
  algomoSettings?: AlgomoSettings;
}
