using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Storage;
using Explorer.Recommender.Likes;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Data;

/// <summary>How the likes of a dataset are spread, and its most liked items.</summary>
public sealed partial class ProfileCard
{
    private const int TopItems = 12;

    private static readonly (string Label, Func<LikesSpread, string> Text)[] Rows =
    [
        ("Fewest", spread => Formatting.Whole(spread.Min)),
        ("Median", spread => Short(spread.Median)),
        ("Mean", spread => spread.Mean.ToString("0.0", CultureInfo.InvariantCulture)),
        ("Most", spread => Formatting.Whole(spread.Max)),
        ("Gini, 0 is equal", spread => spread.Gini.ToString("0.000", CultureInfo.InvariantCulture)),
    ];

    private LikeSetProfile? _profile;
    private IReadOnlyList<GalleryItem> _top = [];
    private (DatasetId Id, int ItemsVersion)? _shown;

    /// <summary>Whose likes.</summary>
    [Parameter, EditorRequired]
    public required Dataset Dataset { get; set; }

    [Inject]
    public required DatasetNumbers Numbers { get; init; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // An items file may have brought names.
        if (_shown != (Dataset.Id, Dataset.ItemsVersion))
        {
            _shown = (Dataset.Id, Dataset.ItemsVersion);
            await ComputeAsync(ReadAsync);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var profile = await Numbers.ProfileAsync(Dataset.Id, cancellationToken);
        var likes = await Datasets.LikesAsync(Dataset.Id, cancellationToken);
        var details = await Datasets.ItemDetailsAsync(Dataset.Id, cancellationToken);
        (_profile, _top) = (profile, [.. profile.TopItems.Take(TopItems).Select(top => ItemOf(top, likes, details))]);
    }

    private static GalleryItem ItemOf(LikedItem top, LikeSet likes, IReadOnlyDictionary<string, ItemDetail> details)
    {
        var id = likes.ItemVocabulary[top.Item];
        var detail = details.GetValueOrDefault(id);
        var name = detail is { Name.Length: > 0 } ? detail.Name : likes.ItemNames[top.Item];
        return new GalleryItem(id, name.Length > 0 ? name : id, detail?.PageUrl ?? "", top.Likes);
    }

    private string ShareSentence(LikeSetProfile profile)
    {
        var top = profile.Items.TopShares[0];
        return $"The top {Formatting.Percent(top.Top, 0)} of {Galleries.Plural.Of(Dataset.ItemWord)} have {Formatting.Percent(top.Likes, 1)} of all likes; " +
            $"half of the users have {Formatting.Count((long)Math.Floor(profile.Users.Median), "like")} or fewer.";
    }

    private string WeightSentence(WeightSpread weights) =>
        $"{(Dataset.Weights is WeightsKind.Maximum ? "Of repeated rows the greatest weight counts." : "Weights of repeated rows are added.")} " +
        $"From {Short(weights.Min)} to {Short(weights.Max)}, median {Short(weights.Median)}, mean {Short(weights.Mean)}.";

    /// <summary>The Lorenz curve in a square of 100, upwards.</summary>
    private static string PathOf(LikesSpread spread) =>
        "M" + string.Join("L", spread.Lorenz.Select((share, percent) => FormattableString.Invariant($"{percent} {100 - (100 * share):F2}")));

    private static string BarOf(WeightBin bin, WeightSpread weights) =>
        FormattableString.Invariant($"width:{100.0 * bin.Count / Math.Max(1, weights.Histogram.Max(other => other.Count)):F1}%");

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string DayOf(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
