using Explorer.Lab.Refits;
using Explorer.Web.Shared;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Galleries;

/// <summary>How pages tell what a factorization is.</summary>
internal static class RefitText
{
    /// <summary>Settings and epochs, for example “f = 40, λ = 1e-5, α = 49, 20 epochs”.</summary>
    public static string Of(Refit refit) => $"{CurveTraces.Words(refit.Hyperparameters)}, {Formatting.Count(refit.Epochs, "epoch")}";

    /// <summary>Short, for the head of a column.</summary>
    public static string Title(Refit refit) => $"Trial {refit.TrialNumber}, {(refit.IsPreview ? $"epoch {refit.Epochs}" : "all likes")}";

    /// <summary>What it was trained on.</summary>
    public static string Training(Refit refit) => refit.IsPreview
        ? $"Preview of trial {refit.TrialNumber} after epoch {refit.Epochs}, trained as its curve was: without the held-out likes"
        : "Trained on all likes";
}
