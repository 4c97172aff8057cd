using System.Reflection;
using System.Runtime.CompilerServices;

namespace Posthorn.EndToEnd.Tests.HouseRules.Surface;

/// <summary>Writes the head of a type's declaration.</summary>
internal static class TypeText
{
    public static string Of(Type type)
    {
        var name = TypeNameText.Declared(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"public delegate {TypeNameText.Of(invoke.ReturnType)} {name}({MemberText.Parameters(invoke)})";
        }

        var parents = string.Join(", ", Parents(type));
        return $"{Obsolete(type)}public {Kind(type)} {name}{(parents.Length == 0 ? "" : $" : {parents}")}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true }
            => $"{(IsReadOnly(type) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(IsRecord(type) ? "record " : "")}struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
    };

    private static IEnumerable<string> Parents(Type type)
    {
        if (type.IsEnum)
        {
            var number = Enum.GetUnderlyingType(type);
            return number == typeof(int) ? [] : [TypeNameText.Of(number)];
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var own = type.GetInterfaces().Where(face => face.IsVisible && !inherited.Contains(face) && !FollowsFromRecord(type, face));
        var hasParent = type is { IsValueType: false, BaseType: not null } && type.BaseType != typeof(object);
        string[] parent = hasParent ? [TypeNameText.Of(type.BaseType!)] : [];
        return [.. parent, .. own.Select(face => TypeNameText.Of(face)).Order(StringComparer.Ordinal)];
    }

    private static bool FollowsFromRecord(Type type, Type face)
        => IsRecord(type) && face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false);

    private static bool IsRecord(Type type)
        => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;

    private static string Obsolete(Type type) => type.IsDefined(typeof(ObsoleteAttribute), inherit: false) ? "[Obsolete] " : "";
}
