using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Data;

/// <summary>What thresholds would leave, over a grid of them; computed in the background.</summary>
public sealed partial class ThresholdMap
{
    private ThresholdLandscape? _landscape;

    /// <summary>Whose likes.</summary>
    [Parameter, EditorRequired]
    public required Dataset Dataset { get; set; }

    /// <summary>The present threshold, marked.</summary>
    [Parameter, EditorRequired]
    public required int MinLikesPerUser { get; set; }

    /// <summary>The present threshold, marked.</summary>
    [Parameter, EditorRequired]
    public required int MinLikesPerItem { get; set; }

    /// <summary>The person has chosen a cell.</summary>
    [Parameter]
    public EventCallback<(int MinLikesPerUser, int MinLikesPerItem)> OnChosen { get; set; }

    [Inject]
    public required DatasetNumbers Numbers { get; init; }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender
        ? ComputeAsync(async token => _landscape = await Numbers.LandscapeAsync(Dataset.Id, token))
        : Task.CompletedTask;

    /// <summary>The cell that thresholds lie in: the last one with a minimum that is not above them.</summary>
    private static int PlaceOf(ThresholdLandscape landscape, int minimum) =>
        Math.Max(0, landscape.Minima.Count(tried => tried <= minimum) - 1);

    private static string TextOf(ThresholdLandscape landscape, int user, int item)
    {
        var thresholds = $"{landscape.Minima[user]} per user and {landscape.Minima[item]} per item leave";
        return landscape.Likes[user][item] == 0
            ? $"{thresholds} nothing"
            : $"{thresholds} {Formatting.Count(landscape.Likes[user][item], "like")} of {Formatting.Count(landscape.Users[user][item], "user")} " +
                $"and {Formatting.Count(landscape.Items[user][item], "item")}";
    }

    // The root spreads out the thin end, where the choice is made.
    private string StyleOf(ThresholdLandscape landscape, int user, int item)
    {
        var share = Dataset.Likes == 0 ? 0 : Math.Sqrt((double)landscape.Likes[user][item] / Dataset.Likes);
        return string.Create(CultureInfo.InvariantCulture, $"--share:{100 * share:F0}%");
    }
}
