using System.Security.Cryptography;
using Explorer.Lab.Galleries;
using Explorer.Recommender;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Galleries;

/// <summary>A user's likes beside their recommendations and the users nearest to them.</summary>
public sealed partial class UsersRoom
{
    private const int MostLikes = 60;
    private const int Recommended = 12;

    private GalleryUserPicture? _picture;
    private WhyRecommended? _why;
    private string? _problem;
    private (string? UserId, string? Why)? _shown;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The open gallery.</summary>
    [Parameter, EditorRequired]
    public required OpenGallery Open { get; set; }

    /// <summary>Its users.</summary>
    [Parameter, EditorRequired]
    public required GalleryUsers Users { get; set; }

    /// <summary>The user in the address; null when it names none.</summary>
    [Parameter, EditorRequired]
    public required string? UserId { get; set; }

    /// <summary>The recommendation that is explained; null for none.</summary>
    [Parameter]
    public string? Why { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (UserId, Why))
        {
            return;
        }

        if (UserId is not { } userId)
        {
            Navigation.NavigateTo(AddressOf(Users.Search("", 1)[0].UserId), replace: true);
            return;
        }

        _shown = (userId, Why);
        try
        {
            // The first look at anybody's neighbours folds everybody in.
            _picture = _picture?.User.UserId == userId ? _picture : await Task.Run(() => Users.Picture(userId, Recommended, CancellationToken.None));
            _why = Why is { Length: > 0 } ? Users.WhyRecommended(userId, Why) : null;
            _problem = null;
        }
        catch (ExplorerException exception)
        {
            (_picture, _why, _problem) = (null, null, exception.Message);
        }
    }

    private string AddressOf(string userId, string? why = null) => GalleryAddress.Of(
        Open.Id, "users", why is null ? [("user", userId)] : [("user", userId), ("why", why)]);

    private Task<IEnumerable<GalleryUser>> Find(string? text, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<GalleryUser>>(Users.Search(text ?? "", Recommended));

    private void Pick(GalleryUser? user)
    {
        if (user is not null)
        {
            Navigation.NavigateTo(AddressOf(user.UserId));
        }
    }

    private void ShowRandom() => Navigation.NavigateTo(AddressOf(Users[RandomNumberGenerator.GetInt32(Users.Count)].UserId));
}
