using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Recommender.Likes;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Data;

/// <summary>Thresholds as a live control: every change is answered by what it leaves.</summary>
public sealed partial class ThresholdPanel
{
    /// <summary>The post's k; a sweep may choose another.</summary>
    private static readonly HoldOut Eligible = new(5, 0.2, 0);

    /// <summary>A slider under a finger changes faster than anyone can read.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(60);

    private int _minLikesPerUser;
    private int _minLikesPerItem;
    private KCore? _core;
    private KCore? _all;
    private (int MinLikesPerUser, int MinLikesPerItem) _shown;
    private (IReadOnlyList<int> Before, IReadOnlyList<int> Left) _perUser = ([], []);
    private (IReadOnlyList<int> Before, IReadOnlyList<int> Left) _perItem = ([], []);
    private int _eligible;
    private string? _advice;

    [Parameter, EditorRequired]
    public required Dataset Dataset { get; set; }

    /// <summary>From the address; read once.</summary>
    [Parameter, EditorRequired]
    public required int MinLikesPerUser { get; set; }

    /// <summary>From the address; read once.</summary>
    [Parameter, EditorRequired]
    public required int MinLikesPerItem { get; set; }

    /// <summary>Reports thresholds and what they leave, each time they have changed.</summary>
    [Parameter]
    public EventCallback<Thresholded> OnComputed { get; set; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Whether what is shown belongs to other thresholds.</summary>
    private bool IsStale => _core is not null && IsComputing;

    protected override void OnInitialized() => (_minLikesPerUser, _minLikesPerItem) = (MinLikesPerUser, MinLikesPerItem);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await RecomputeAsync(TimeSpan.Zero);
        }
    }

    private Task SetUserAsync(int value)
    {
        _minLikesPerUser = value;
        return RecomputeAsync(Settle);
    }

    private Task SetItemAsync(int value)
    {
        _minLikesPerItem = value;
        return RecomputeAsync(Settle);
    }

    private Task SetBothAsync((int MinLikesPerUser, int MinLikesPerItem) thresholds)
    {
        (_minLikesPerUser, _minLikesPerItem) = thresholds;
        return RecomputeAsync(Settle);
    }

    private Task RecomputeAsync(TimeSpan settle) => ComputeAsync(token => ReadAsync(settle, token));

    private async Task ReadAsync(TimeSpan settle, CancellationToken cancellationToken)
    {
        var (minLikesPerUser, minLikesPerItem) = (_minLikesPerUser, _minLikesPerItem);
        await Task.Delay(settle, Time, cancellationToken);
        var likes = await Datasets.LikesAsync(Dataset.Id, cancellationToken);
        _all ??= await Task.Run(() => KCore.Of(likes, 0, 0, cancellationToken), cancellationToken);
        var core = await Task.Run(() => KCore.Of(likes, minLikesPerUser, minLikesPerItem, cancellationToken), cancellationToken);
        _advice = core.LikeCount > 0
            ? null
            : await Task.Run(() => ThresholdAdvice.NothingLeft(likes, minLikesPerUser, minLikesPerItem, cancellationToken), cancellationToken);
        Show(core, _all);
        _shown = (minLikesPerUser, minLikesPerItem);
        await OnComputed.InvokeAsync(new Thresholded(minLikesPerUser, minLikesPerItem, core));
    }

    private void Show(KCore core, KCore all)
    {
        _core = core;
        _eligible = Eligible.CountEligible(core.LikesPerUser);
        _perUser = (LikesBins.Count(all.LikesPerUser), LikesBins.Count(core.LikesPerUser));
        _perItem = (LikesBins.Count(all.LikesPerItem), LikesBins.Count(core.LikesPerItem));
    }

    private static string Whole(int? value) => value is { } number ? Formatting.Whole(number) : "…";
}
