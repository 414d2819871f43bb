using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Refits;

/// <summary>The part of the disk that previews share.</summary>
public sealed class PreviewRoom(FactorizationStore factorizations, IOptions<PreviewOptions> options)
{
    private const long Megabyte = 1_000_000;

    /// <summary>Bytes that previews may take together.</summary>
    public long Bytes => options.Value.Megabytes * Megabyte;

    /// <summary>Bytes that they take.</summary>
    public Task<long> TakenAsync(CancellationToken cancellationToken) => factorizations.PreviewBytesAsync(cancellationToken);

    /// <summary>Checks, before anything is trained, that a preview can be kept at all. Anything else passes.</summary>
    /// <exception cref="ExplorerException">It alone would take more than all may.</exception>
    internal void RequireRoom(Refit refit, LikeSet likes)
    {
        var bytes = sizeof(float) * ((long)likes.UserCount + likes.ItemCount) * refit.Hyperparameters.FactorCount;
        if (refit.IsPreview && bytes > Bytes)
        {
            throw new ExplorerException(
                $"A preview of trial {refit.TrialNumber} takes {(bytes + Megabyte - 1) / Megabyte} MB, and all previews may take {options.Value.Megabytes} MB. Raise the setting Previews:Megabytes.");
        }
    }

    /// <summary>Drops the oldest previews until the others fit.</summary>
    internal Task<int> KeepAsync(CancellationToken cancellationToken) => factorizations.TrimPreviewsAsync(Bytes, cancellationToken);
}
