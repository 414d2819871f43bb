namespace Explorer.Recommender.Numerics;

/// <summary>The three ways to hold the operator of one row; which is cheapest depends on its likes k and on f.</summary>
internal enum RowForm
{
    /// <summary>Go through the k liked rows in every step: 2kf a step, nothing beforehand.</summary>
    Rows,

    /// <summary>Form VᵤVᵤᵀ first, k²f, and solve in k unknowns: k² a step. For few likes and many steps.</summary>
    Likes,

    /// <summary>Form VᵤᵀVᵤ first, kf², and solve in f unknowns: f² a step. For very many likes.</summary>
    Factors,
}
