namespace Explorer.Recommender.Numerics;

/// <summary>A way to apply D + S, D diagonal, without saying how S is held.</summary>
internal unsafe interface ISymmetricOperator
{
    /// <summary>q = Dp + Sp.</summary>
    /// <param name="p">Whole vectors, padding zero.</param>
    /// <param name="q">As long as p, apart from it; its padding becomes zero.</param>
    /// <returns>p·q.</returns>
    float Apply(float* p, float* q);
}
