namespace Explorer.Web.Layout;

/// <summary>One step of the path to the page that is shown.</summary>
/// <param name="Text">Its name, shown literally.</param>
/// <param name="Href">Its address; null for the page itself.</param>
public sealed record Crumb(string Text, string? Href = null);
