namespace Explorer.Web.Help;

/// <summary>A help page.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Title">Its first line.</param>
/// <param name="Summary">Its first paragraph, as plain text.</param>
/// <param name="Html">Everything below the title.</param>
internal sealed record HelpPageText(string Name, string Title, string Summary, string Html);
