using System.Text;

namespace Posthorn.Protocol.Profiles;

/// <summary>What a JSON value has to look like, as data. <see cref="ShapeCheck"/> holds documents against it.</summary>
internal sealed class Shape
{
    internal static readonly Shape Any = new(ShapeKind.Any);
    internal static readonly Shape Text = new(ShapeKind.Text);
    internal static readonly Shape FilledText = new(ShapeKind.FilledText);
    internal static readonly Shape Number = new(ShapeKind.Number);

    private Shape(ShapeKind kind) => Kind = kind;

    internal ShapeKind Kind { get; }

    internal ShapeMember[] Members { get; private init; } = [];

    /// <summary>Whether members of other names are refused.</summary>
    internal bool IsClosed { get; private init; }

    /// <summary>Whether at least one of the members has to be there, where none of them is required by itself.</summary>
    internal bool NeedsAnyMember { get; private init; }

    /// <summary>The shape of every element of a list, or of every value of a map.</summary>
    internal Shape Item { get; private init; } = null!;

    /// <summary>The only texts allowed; empty when any is.</summary>
    internal byte[][] Choices { get; private init; } = [];

    internal string Expectation => Kind switch
    {
        ShapeKind.Text when Choices.Length > 0 => $"must be one of {string.Join(", ", Choices.Select(Encoding.UTF8.GetString))}.",
        ShapeKind.Text => "must be a string.",
        ShapeKind.FilledText => "must be a string that is not empty.",
        ShapeKind.Number => "must be a number.",
        ShapeKind.List => "must be an array.",
        _ => "must be an object.",
    };

    /// <summary>An object that holds these members and no other.</summary>
    internal static Shape Closed(params ShapeMember[] members) => new(ShapeKind.Object) { Members = members, IsClosed = true };

    /// <summary>An object that holds these members and perhaps others.</summary>
    internal static Shape Open(params ShapeMember[] members) => new(ShapeKind.Object) { Members = members };

    internal static Shape OpenWithAny(params ShapeMember[] members) => new(ShapeKind.Object) { Members = members, NeedsAnyMember = true };

    internal static Shape MapOf(Shape item) => new(ShapeKind.Map) { Item = item };

    internal static Shape ListOf(Shape item) => new(ShapeKind.List) { Item = item };

    internal static Shape OneOf(params string[] choices) =>
        new(ShapeKind.Text) { Choices = [.. choices.Select(Encoding.UTF8.GetBytes)] };

    internal static ShapeMember Required(string name, Shape shape) => new(name, shape, isRequired: true);

    internal static ShapeMember Optional(string name, Shape shape) => new(name, shape, isRequired: false);
}
