using System.Reflection;

namespace Posthorn.EndToEnd.Tests.HouseRules.Surface;

/// <summary>Writes a type as C# does, with the nullability of references.</summary>
internal static class TypeNameText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        var mark = !type.IsValueType && nullability is { ReadState: NullabilityState.Nullable } ? "?" : "";
        return type.IsArray
            ? $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}"
            : $"{Named(type, nullability)}{mark}";
    }

    /// <summary>The name that a declaration of the type has: with its type parameters, without its namespace.</summary>
    public static string Declared(Type type) => Named(type, nullability: null);

    private static string Named(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var ownArguments = type.GetGenericArguments();
        var outer = "";
        if (type is { IsNested: true, IsGenericParameter: false })
        {
            outer = $"{Named(type.DeclaringType!, nullability: null)}.";
            ownArguments = ownArguments[type.DeclaringType!.GetGenericArguments().Length..];
        }

        var name = type.Name.Split('`')[0];
        if (ownArguments.Length == 0)
        {
            return outer + name;
        }

        var marks = nullability?.GenericTypeArguments ?? [];
        var arguments = ownArguments.Select((argument, index) => Of(argument, index < marks.Length ? marks[index] : null));
        return $"{outer}{name}<{string.Join(", ", arguments)}>";
    }
}
