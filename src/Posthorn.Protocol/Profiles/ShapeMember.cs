using System.Text;

namespace Posthorn.Protocol.Profiles;

/// <summary>A member of an object, by name.</summary>
internal sealed class ShapeMember(string name, Shape shape, bool isRequired)
{
    internal string Name { get; } = name;

    internal byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    internal Shape Shape { get; } = shape;

    internal bool IsRequired { get; } = isRequired;
}
