namespace Explorer.Recommender.Maps;

/// <summary>Where an item lies on a map.</summary>
public readonly record struct MapPoint(float X, float Y);
