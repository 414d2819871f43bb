namespace Explorer.Lab.Galleries;

/// <summary>How items are laid out on a map.</summary>
public enum GalleryMapKind
{
    /// <summary>Along the two axes in which their directions differ most; at once.</summary>
    PrincipalComponents,

    /// <summary>So that neighbours stay neighbours; takes some seconds.</summary>
    Neighbours,
}
