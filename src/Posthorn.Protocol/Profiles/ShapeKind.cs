namespace Posthorn.Protocol.Profiles;

/// <summary>What a JSON value has to be.</summary>
internal enum ShapeKind
{
    Any,
    Text,
    FilledText,
    Number,

    /// <summary>An object with members of known names.</summary>
    Object,

    /// <summary>An object whose names are free and whose values are all of one shape.</summary>
    Map,
    List,
}
