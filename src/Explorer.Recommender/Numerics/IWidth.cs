namespace Explorer.Recommender.Numerics;

/// <summary>A number of vectors the just-in-time compiler knows, so that it drops what a kernel has for more of them.</summary>
internal interface IWidth
{
    /// <summary>1 to 8.</summary>
    static abstract int Vectors { get; }
}
