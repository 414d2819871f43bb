namespace Explorer.Lab.Galleries;

/// <summary>A user of a factorization.</summary>
/// <param name="UserId">Opaque text, as in the likes file.</param>
/// <param name="Likes">Likes the factorization was trained on.</param>
public sealed record GalleryUser(string UserId, int Likes);
