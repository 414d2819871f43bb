namespace Explorer.Recommender.Comparison;

/// <summary>One entry of either list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Entry">The entry.</param>
/// <param name="Mark">What has become of it.</param>
/// <param name="Before">Its place in the first list, from 1; 0 when it is not there.</param>
/// <param name="After">Its place in the second list, from 1; 0 when it is not there.</param>
public sealed record ListChange<T>(T Entry, ListMark Mark, int Before, int After);
