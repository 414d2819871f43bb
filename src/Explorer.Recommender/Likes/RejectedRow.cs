namespace Explorer.Recommender.Likes;

/// <summary>A row of a file that could not be used.</summary>
/// <param name="Line">The line the row starts on, counted from 1, the header and blank lines included.</param>
/// <param name="Reason">Why, as a sentence for the person whose file it is.</param>
/// <param name="Text">The row as it stands in the file, at most 200 characters of it.</param>
public sealed record RejectedRow(long Line, string Reason, string Text);
